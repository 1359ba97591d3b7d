"""The spine: programmes, dated areas, periods, and a public page for anything that can be cited."""
