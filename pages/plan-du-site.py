"""Plan du site: every page, and what is read there."""

from ti_dashboard.ecrans.plan_du_site import vue as plan

plan.dessiner()
