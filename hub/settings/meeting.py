"""Where the applications meet: names, never imports."""

HUB_API_ROUTERS = ["search.api.router"]
HUB_SETUP_STEPS = [
    "hub.setup.vocabulary.load_vocabulary",
    "hub.setup.pages.load_pages",
    "hub.setup.groups.load_groups",
]
HUB_DEMO_STEPS = [
    "casestudies.demo.load.load",
    "events.demo.load.load",
    "casestudies.demo.relations.load",
    "casestudies.demo.translating.load",
    "events.demo.translating.load",
]
HUB_PROPOSAL_FORMS = {
    "cases": "casestudies.proposals.CaseProposalForm",
    "events": "events.proposals.EventProposalForm",
}
HUB_DESK_SECTIONS = ["hub.proposals.desk.proposals", "casestudies.desk.cases", "events.desk.events"]
HUB_LETTERS = ["hub.mail.names.NAMES", "events.letters.NAMES"]
HUB_SUBSCRIPTIONS = {"event": "events.subscriptions.in_words"}
HUB_FIGURES = ["events.figures.trained"]
HUB_PERSONAL_DATA = [
    "hub.privacy.mail.part",
    "events.privacy.part",
    "search.privacy.part",
    "hub.lists.privacy.part",
    "hub.privacy.accounts.part",
]
HUB_PURGES = [
    "events.services.purge",
    "hub.privacy.mail.purge",
    "hub.housekeeping.steps.forget_sign_ins",
]
HUB_HOUSEKEEPING = {  # seconds between two times
    "hub.housekeeping.steps.publish_scheduled": 300,
    "hub.page_cache.changes.forget_old": 600,
    "hub.translations.updates.work_off": 10,
    "events.services.expire_unconfirmed": 300,
    "events.services.release_unused_places": 300,
    "events.services.tell_of_changes": 30,
    "events.services.send_reminders": 1800,
    "events.services.remind_incomplete": 3600,
    "events.services.sweep_files": 86_400,
    "hub.privacy.services.purge": 86_400,
    "hub.housekeeping.steps.clear_sessions": 86_400,
}
HUB_CASE_FROM_SESSION = "casestudies.services.draft_from_session"
HUB_CASES_OF_SESSIONS = "casestudies.selectors.cases_of_sessions"
