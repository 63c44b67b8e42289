"""Signing in: allauth, its second step, and axes against guessing. Part of base."""

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
WAGTAIL_FRONTEND_LOGIN_URL = "door"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth's pages do these two
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
HUB_SECOND_FACTOR_FOR_ADMINS = False

ACCOUNT_ADAPTER = "hub.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "hub.accounts.forms.SignInForm",
    "signup": "hub.accounts.forms.SignUpForm",
    "add_email": "hub.accounts.forms.AddEmailForm",
    "change_password": "hub.accounts.forms.ChangePasswordForm",
    "set_password": "hub.accounts.forms.SetPasswordForm",
    "reset_password": "hub.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "hub.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "hub.accounts.forms.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "hub.accounts.adapter.SecondStepAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "hub.accounts.forms.SecondFactorForm",
    "reauthenticate": "hub.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "hub.accounts.forms.ActivateSecondFactorForm",
    "deactivate_totp": "hub.accounts.forms.DeactivateSecondFactorForm",
    "generate_recovery_codes": "hub.accounts.forms.RecoveryCodesForm",
}

# Ten wrong passwords for one account from one network address, then a quarter of an hour's pause.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "hub.accounts.guessing.name_guessed"
AXES_CLIENT_IP_CALLABLE = "hub.accounts.guessing.address_of"
AXES_LOCKOUT_CALLABLE = "hub.accounts.guessing.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["password", "login"]
