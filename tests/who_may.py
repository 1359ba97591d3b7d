"""Every address of the URL conf by its name, and who may see what is there. test_walk.py walks them."""

ROLES = ["stranger", "nobody", "outsider", "editor", "publisher", "manager", "administrator"]
EVERYBODY, STAFF = set(ROLES), set(ROLES) - {"stranger"}
WITH_ROLE = STAFF - {"nobody"}
HERE = {"editor"}
TEAM = {"editor", "publisher"}

PUBLIC = {
    "livez", "readyz", "healthz", "website:home", "website:search", "website:question", "website:subject",
    "website:figure", "website:figures", "website:bundle", "publishing:release", "people:invitation",
    "website:explained", "robots",
    "sitemap-index", "sitemap", "promises:register", "promises:measures", "promises:calendar", "promises:atom",
    "promises:export",
}  # fmt: skip
DESK = {
    "programmes:desk": STAFF,
    "programmes:programme": WITH_ROLE,
    "programmes:new_programme": {"manager", "administrator"},
    "programmes:people": {"manager", "administrator"},
    "programmes:new_subject": HERE | {"outsider"},  # an inspectorate adds subjects of its own
    "programmes:open_subject": HERE,
    "programmes:subject": HERE,
    "programmes:areas": {"administrator"},
    "people:organisations": {"manager", "administrator"},
    "people:organisation": {"manager", "administrator"},
    "people:withdraw_role": {"manager", "administrator"},
    "sources:documents": HERE | {"outsider"},  # each with the documents of the own organisation
    "sources:intake": HERE,
    "sources:try_again": HERE,
    "sources:move": HERE,
    "sources:finding": HERE,
    "sources:erase": {"administrator"},
    "figures:document": HERE,
    "figures:reading": HERE,
    "figures:answer": HERE,
    "figures:record": HERE,
    "figures:figures": TEAM | {"outsider"},
    "figures:refresh": HERE,
    "figures:compute": HERE | {"outsider"},  # each from the figures of the own organisation
    "promises:desk": HERE | {"outsider"},  # each with the documents of the own organisation
    "promises:import": HERE | {"outsider"},
    "promises:drafts": TEAM | {"outsider"},
    "promises:draft": TEAM,
    "promises:release": TEAM,
    "promises:decisions": HERE | {"outsider"},
    "promises:samples": HERE | {"outsider"},
    "promises:sample": HERE,
    "promises:sample_file": HERE,
    "promises:check_consultation": HERE,
    "promises:analysis": HERE,
    "promises:publish_analysis": HERE,
    "promises:proposal": HERE,
    "promises:decide": HERE,
    "promises:follow_up": HERE,
    "promises:relations": HERE,
    "promises:undo_link": HERE,
    "promises:editions": HERE | {"outsider"},
    "promises:withdraw": HERE,
    "promises:refuse_report": HERE,
    "publishing:releases": TEAM | {"outsider"},
    "publishing:prepare": HERE | {"outsider"},
    "publishing:withdraw": HERE,
    "publishing:proposal": TEAM,
    "publishing:step": {"publisher"},
}
POSTED = {
    "programmes:open_subject": {},
    "people:withdraw_role": {},
    "sources:try_again": {},
    "sources:move": {"state": "public"},
    "sources:finding": {"state": "confirmed", "seen": "proposed"},
    "figures:answer": {"verdict": "confirmed", "seen": "0"},
    "figures:refresh": {"reason": "x"},
    "promises:decide": {"act": "reject other", "seen": "1"},
    "promises:relations": {"link": "repeats"},
    "promises:undo_link": {"reason": "otherwise"},
    "promises:withdraw": {"reason": "x"},
    "promises:refuse_report": {},
    "promises:release": {},
    "promises:check_consultation": {"act": "check"},
    "promises:publish_analysis": {"organisation": ""},
    "publishing:step": {"step": "approve"},
}
RESTRICTED = {
    "website:document": {"editor", "publisher", "manager"},
    "promises:statement": {"editor", "publisher", "manager"},
    "promises:consultation": {"editor"},
}
"""Public pages of something that is not public yet: others are told that it is not there."""
ELSEWHERE = {
    "promises:progress", "promises:progress_file",
    "website:check", "website:compare", "website:spreadsheet", "website:follow", "website:confirm", "website:leave",
    "website:ask", "website:inbox", "website:asked", "website:post", "publishing:imported", "publishing:statement",
}  # fmt: skip
"""Pages for readers; who sees the inbox of questions is tested with the mailings, a release of others with the
exchange, the mails of the demonstration with the website."""
LISTS = {
    "figures-csv", "api:figures", "api:subjects", "api:releases", "api:documents", "api:catalogue", "api:csv_metadata",
    "api:openapi-json", "api:promises",
}  # fmt: skip
"""Of the read-only API what lists; the others show one of these."""
ITEMS = {
    "api:figure", "api:version", "api:citation", "api:subject", "api:release", "api:manifest", "api:document",
    "api:api-root", "public-bundle", "api:promise",
}  # fmt: skip
CLOSED = {
    "account_email", "account_email_verification_sent", "account_confirm_email", "account_confirm_login_code",
}  # fmt: skip
ACCOUNT = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate",
    "account_change_password", "account_set_password", "account_reset_password",
    "account_reset_password_from_key_done", "account_reset_password_from_key", "account_reset_password_done",
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
    "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
    "socialaccount_connections", "openid_connect_login", "openid_connect_callback",
}  # fmt: skip
"""The doors of allauth: about the own account only."""
UNNAMED = {f"account/social/{page}/" for page in ("login/cancelled", "login/error", "signup", "connections")}
