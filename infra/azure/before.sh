#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Before azd makes anything: are the settings there that nobody can guess? Safe to run again.
set -eu

missing=""
for name in CAMPAIGNS_COORDINATORS CAMPAIGNS_OPERATORS CAMPAIGNS_MAIL_FROM; do
  eval "value=\${$name-}"
  [ -n "$value" ] || missing="$missing $name"
done
if [ -n "$missing" ]; then
  echo "Please set first (azd env set NAME VALUE):$missing" >&2
  exit 1
fi

# The budget counts from the first day of the month in which it was made, and Azure does not let that day change.
[ -n "${CAMPAIGNS_BUDGET_START-}" ] || azd env set CAMPAIGNS_BUDGET_START "$(date -u +%Y-%m-01)"
