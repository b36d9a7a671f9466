"""Addresses of the school's office, where they need classes; the rest stands on the ground floor."""

from django.urls import path

from journal.views.office import (
    archive,
    archives,
    destroy,
    family,
    journals,
    never,
    never_tables,
    newcomers,
    people,
    person,
    school_import,
    slips,
)

urlpatterns = [
    path("accounts/", people.people, name="people"),
    path("accounts/<key:pk>/", person.person, name="person"),
    path("accounts/<key:pk>/children/new/", family.new, {"side": "child"}, name="person-child"),
    path("accounts/<key:pk>/guardians/new/", family.new, {"side": "guardian"}, name="person-guardian"),
    path("accounts/import/", school_import.school_import, name="school-import"),
    path("accounts/import/template/", school_import.template, name="school-template"),
    path("accounts/new/", newcomers.new, name="person-new"),
    path("accounts/never/", never.never, name="never-came"),
    path("accounts/never/<key:pk>/", never.never_in_class, name="never-in-class"),
    path("accounts/never/staff/", never.never_of_staff, name="never-of-staff"),
    path("accounts/never/table.<table:kind>", never_tables.classes, name="never-came-table"),
    path("accounts/never/<key:pk>/table.<table:kind>", never_tables.of_class, name="never-in-class-table"),
    path("accounts/never/staff/table.<table:kind>", never_tables.of_staff, name="never-of-staff-table"),
    path("accounts/slips/", slips.slips, name="slips"),
    path("office/archive/", archives.archives, name="year-archives"),
    path("office/outlived/", journals.outlived, name="outlived"),
    path("office/outlived/<key:pk>/", journals.destroy, name="journals-destroy"),
    path("accounts/<key:pk>/archive/", archive.archive, name="person-archive"),
    path("accounts/<key:pk>/destroy/", destroy.destroy, name="person-destroy"),
]
