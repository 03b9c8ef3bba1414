"""The federal layouts: coded files that states send and the national archive hands on.

What an element feeds, and what its codes mean, stands in `suppliers/afcars.yaml` and
`suppliers/ncands.yaml`; code here knows the words, never the codes.
"""
