"""What people of the demonstration do on its pages before pictures are taken of them."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

EDITOR, FOCAL_POINT, PASSWORD = "editor", "focalpoint", "demonstration"  # of manage.py demo
DELEGATION = {
    "Дана Серікқызы": "Head of the department of service standards",
    "Ерлан Абенов": "Chief expert",
}
LIST = {"title": "One-stop shops, before and after", "note": "For the report of spring."}
WORKS = "CS-0010, CS-0001, CS-0003"
TYPED = {
    "title": "One window for licences of small firms",
    "summary": "A licence is given in three days.",
}


def sign_in(tab: Page, base: str, name: str) -> None:
    tab.goto(f"{base}en/account/login/")
    tab.locator("main [name=login]").fill(name)
    tab.locator("main [name=password]").fill(PASSWORD)
    with tab.expect_navigation():
        tab.locator("main form button[type=submit]").click()
    if "/account/login/" in tab.url:
        raise SystemExit(f"{name} could not sign in: {tab.inner_text('main')}")


def act(browser: Browser, base: str) -> dict[str, str]:
    """Addresses of what came of it, without the language, by the names of pages."""
    tab = browser.new_context(locale="en-GB").new_page()
    sign_in(tab, base, FOCAL_POINT)
    found = _register(tab, base) | _nominate(tab, base) | _gather(tab, base) | _propose(tab, base)
    tab.context.close()
    return {name: urlsplit(address).path.removeprefix("/en/") for name, address in found.items()}


def _register(tab: Page, base: str) -> dict[str, str]:
    """At an event that everybody may come to."""
    tab.goto(f"{base}en/events/?status=open")
    events = tab.eval_on_selector_all("main :is(h2, h3) a", "all => all.map(one => one.href)")
    for event in events:
        tab.goto(event)
        if tab.locator("main a[href*='/register/']").count():
            break
    _open(tab, "main a[href*='/register/']")
    check_in = tab.url.replace("/register/", "/check-in/")
    tab.locator("main [name=name]").fill("Айгүл Нұрланқызы")
    tab.locator("main [name=country]").select_option(label="Kazakhstan")
    for question in tab.locator("main form [name^=q-]:is([type=radio], textarea)").all():
        question.check() if question.get_attribute("type") else question.fill("A register of cases")
    tab.locator("main [name=consent]").check()
    _send(tab, "main form.form button[type=submit]")
    own = tab.url
    ticket = tab.locator("main a[href*='/tickets/']").first.evaluate("link => link.href")
    return {
        "own-registration": own,
        "own-registration-change": f"{own}change/",
        "own-registration-cancel": f"{own}cancel/",
        "ticket": ticket,
        "check-in": check_in,
        "check-in-kept": check_in,
    }


def _nominate(tab: Page, base: str) -> dict[str, str]:
    """A delegation of two at the first event that asks for one."""
    tab.goto(f"{base}en/desk/kz/")
    _open(tab, "main a[href*='/delegation/']")
    delegation = tab.url
    with tab.expect_navigation():
        tab.locator("main [name=action][value=add]").click()
    for row, (name, post) in enumerate(DELEGATION.items()):
        tab.locator(f"main [name=people-{row}-name]").fill(name)
        tab.locator(f"main [name=people-{row}-email]").fill(f"delegate-{row}@example.org")
        tab.locator(f"main [name=people-{row}-post]").fill(post)
    _send(tab, "main form.form button[type=submit]:not([name])")
    replace, withdraw = (
        tab.locator(f"main a[href$='/{act}/']").first.evaluate("link => link.href")
        for act in ("replace", "withdraw")
    )
    return {
        "delegation": delegation,
        "delegation-errors": delegation,
        "delegate-replace": replace,
        "delegate-withdraw": withdraw,
    }


def _gather(tab: Page, base: str) -> dict[str, str]:
    """A list with works and notes, which others may see."""
    tab.goto(f"{base}en/account/lists/")
    for name, text in LIST.items():
        tab.locator(f"main [name={name}]").fill(text)
    _send(tab, "main form.form button[type=submit]")
    own = tab.url
    tab.locator("main [name=codes]").fill(WORKS)
    _send(tab, "main [name=action][value=add]")
    _send(tab, "main [name=action][value=share]")
    shared = tab.locator("main .sharing a").evaluate("link => link.href")
    return {"own-lists": f"{base}en/account/lists/", "own-list": own, "shared-list": shared}


def _propose(tab: Page, base: str) -> dict[str, str]:
    """A case that is begun and kept."""
    tab.goto(f"{base}en/desk/kz/cases/new/")
    for name, text in TYPED.items():
        tab.locator(f"main [name={name}]").fill(text)
    _send(tab, "main [name=action][value=save]")
    return {"proposal": tab.url}


def _open(tab: Page, link: str) -> None:
    tab.goto(tab.locator(link).first.evaluate("link => link.href"))


def _send(tab: Page, button: str) -> None:
    with tab.expect_navigation():
        tab.locator(button).first.click()
    wrong = tab.locator("main :is(.field-error, .error-summary)")
    if wrong.count():
        raise SystemExit(f"{tab.url}: {wrong.all_inner_texts()}")
