"""The generator: base proposal × formatting style × faults → a .docx with its truth beside it.

No module in here imports proposal_check: expected values come from the proposal's own data.
"""
