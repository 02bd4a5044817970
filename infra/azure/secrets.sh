#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# After azd has made the vault: writes the secrets that are missing, and has the app's settings read them. Those that are there
# are never touched, so it is safe to run again. No value is printed, stands in a command line or is kept in a file.
set -eu
umask 077
vault=${AZURE_KEY_VAULT_NAME:?run it through azd: azd hooks run postprovision}

has() { # has NAME; a role that was given a moment ago may take some minutes to hold
  tries=0
  while :; do
    if answer=$(az keyvault secret list --vault-name "$vault" --query "[].name" --output tsv 2>&1); then break; fi
    tries=$((tries + 1))
    if [ "$tries" -ge 30 ]; then
      echo "$answer" >&2
      exit 1
    fi
    echo "Waiting until the vault lets you in ..."
    sleep 10
  done
  printf '%s\n' "$answer" | grep -qx "$1"
}

put() { # put NAME, the value on standard input
  az keyvault secret set --vault-name "$vault" --name "$1" --file /dev/stdin --encoding utf-8 --output none
  echo "Written to the vault: $1"
}

make() { # make NAME BYTES: random, as base64 without a line end
  has "$1" || openssl rand -base64 "$2" | tr -d '\n' | put "$1"
}

make master-key 32
make script-key 33
make metrics-token 33
has inbound-secret || openssl rand -hex 24 | tr -d '\n' | put inbound-secret

if ! has sendgrid-key; then
  key=${CAMPAIGNS_SENDGRID_KEY-}
  if [ -z "$key" ]; then
    printf 'The API key of SendGrid (it is not shown): '
    trap 'stty echo' EXIT INT TERM
    stty -echo
    read -r key
    stty echo
    echo
  fi
  printf '%s' "$key" | put sendgrid-key
fi

# The platform keeps what it has read for a day, and a restart does not change that: it is asked to read the vault anew.
if [ -n "${SERVICE_APP_NAME-}" ]; then
  app="/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$SERVICE_APP_NAME"
  if az rest --method post --url "https://management.azure.com$app/config/configreferences/appsettings/refresh?api-version=2022-03-01" --output none; then
    echo "The app's settings are read from the vault anew."
  else
    echo "The app's settings could not be read from the vault anew; the platform does it within a day." >&2
  fi
fi

echo "Keep a copy of the master key where neither this subscription nor its people can lose it: docs/azure.md, 'The first day'."
