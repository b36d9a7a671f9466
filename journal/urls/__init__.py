"""The journal's addresses, by audience."""

from journal.urls.control import urlpatterns as control
from journal.urls.family import urlpatterns as family
from journal.urls.homeroom import urlpatterns as homeroom
from journal.urls.office import urlpatterns as office
from journal.urls.paper import urlpatterns as paper
from journal.urls.paper_slips import urlpatterns as paper_slips
from journal.urls.public import urlpatterns as public
from journal.urls.teacher import urlpatterns as teacher

app_name = "journal"
urlpatterns = [*family, *homeroom, *teacher, *control, *paper, *paper_slips, *office, *public]
