from django.urls import path

from . import views

urlpatterns = [
    path("projects.json", views.all_projects, name="data_json"),
    path("projects/<int:project_id>.json", views.one_project, name="data_project"),
    path("projects/<int:project_id>.csv", views.table_of_one_project, name="data_project_csv"),
    path(
        "projects/<int:project_id>/organisations.csv",
        views.organisations_of_one_project,
        name="data_project_organisations",
    ),
    path("projects.csv", views.table_of_projects, name="data_csv"),
    path("organisations.csv", views.table_of_organisations, name="data_organisations"),
]
