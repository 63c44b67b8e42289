"""Groups of a new site, what each may do, and the workflow between them."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from hub.models import (
    Country,
    FocalPoint,
    HomePage,
    LibraryPage,
    Organisation,
    ReformTheme,
    Region,
)


@transaction.atomic
def load_groups() -> None:
    """Country editors write and submit; the secretariat approves and publishes."""
    editors, _made = Group.objects.get_or_create(name="Country editors")
    secretariat, _made = Group.objects.get_or_create(name="Secretariat")
    admin_access = Permission.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    editors.permissions.add(admin_access)
    secretariat.permissions.add(admin_access)
    terms = ContentType.objects.get_for_models(
        Region, Country, ReformTheme, Organisation, FocalPoint
    ).values()
    secretariat.permissions.add(*Permission.objects.filter(content_type__in=terms))
    secretariat.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="casestudies", content_type__model="adoption"
        )
    )
    translating = ["submit_translation", "review_translation"]
    secretariat.permissions.add(*Permission.objects.filter(codename__in=translating))
    mail = ["view_outgoingmail", "change_outgoingmail"]
    secretariat.permissions.add(*Permission.objects.filter(codename__in=mail))
    root = Collection.get_first_root_node()
    for group, names in (
        (editors, ["add_image", "choose_image", "add_document", "choose_document"]),
        (
            secretariat,
            [
                "add_image",
                "change_image",
                "choose_image",
                "add_document",
                "change_document",
                "choose_document",
            ],
        ),
    ):
        for permission in Permission.objects.filter(codename__in=names):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    workflow = _workflow(secretariat)
    for home in HomePage.objects.all():
        _allow(secretariat, home, "add", "change", "publish", "bulk_delete", "lock", "unlock")
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    for library in LibraryPage.objects.all():
        _allow(editors, library, "add")


def _allow(group: Group, page: Page, *names: str) -> None:
    for name in names:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{name}_page"
        )
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _workflow(secretariat: Group) -> Workflow:
    workflow, _made = Workflow.objects.get_or_create(name="Country editor to secretariat")
    task = GroupApprovalTask.objects.filter(name="Check by the secretariat").first()
    if task is None:
        task = GroupApprovalTask.objects.create(name="Check by the secretariat")
        task.groups.add(secretariat)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    return workflow
