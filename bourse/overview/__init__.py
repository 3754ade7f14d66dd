"""What reads everything: checklist, copying an edition, dashboards."""
