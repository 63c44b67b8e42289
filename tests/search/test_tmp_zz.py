import pytest
from hub.models import ReformTheme
from tests import factories
from tests.search.asking import *
@pytest.mark.django_db
def test_slug(project):
    factories.case("Queue", themes="recruitment")
    project()
    t=ReformTheme.objects.get(slug="recruitment"); t.slug="hiring"; t.save(); project()
    assert counted(ask(),"theme")=={"meritocracy":1,"hiring":1}
