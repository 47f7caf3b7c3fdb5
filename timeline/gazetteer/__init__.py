"""World facts: states, organisations, people, places, one id each, whatever they are called.

Written by hand in `*.toml`, together with bulk data compiled by `build` into `data/*.tsv`; read
through `index`. Licences of the bulk data: LICENCES.md.
"""
