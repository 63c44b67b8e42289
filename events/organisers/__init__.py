"""Registrations in Wagtail's admin, for those who may edit the event's page there."""
