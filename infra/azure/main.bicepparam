// SPDX-License-Identifier: AGPL-3.0-or-later
// What azd hands to main.bicep: `azd env set NAME VALUE` sets each of these names. No secret is among them (secrets.sh).
using './main.bicep'

var sizes = { small: loadJsonContent('small.json'), large: loadJsonContent('large.json') }

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param deployerId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param deployerType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param size = sizes[readEnvironmentVariable('CAMPAIGNS_SIZE', 'small')]
param side = readEnvironmentVariable('CAMPAIGNS_SIDE', 'a')
param orchestrations = readEnvironmentVariable('CAMPAIGNS_ORCHESTRATIONS', 'storage')
param customDomain = readEnvironmentVariable('CAMPAIGNS_DOMAIN', '')
param bindDomain = bool(readEnvironmentVariable('CAMPAIGNS_DOMAIN_BIND', 'false'))
param alertEmails = filter(map(split(readEnvironmentVariable('CAMPAIGNS_OPERATORS'), ','), email => trim(email)), email => !empty(email))
param budgetStart = readEnvironmentVariable('CAMPAIGNS_BUDGET_START')

param choices = {
  coordinators: readEnvironmentVariable('CAMPAIGNS_COORDINATORS')
  operators: readEnvironmentVariable('CAMPAIGNS_OPERATORS')
  watchers: readEnvironmentVariable('CAMPAIGNS_WATCHERS', '')
  secondFactor: readEnvironmentVariable('CAMPAIGNS_SECOND_FACTOR', 'required')
  mailFrom: readEnvironmentVariable('CAMPAIGNS_MAIL_FROM')
  mailFromName: readEnvironmentVariable('CAMPAIGNS_MAIL_FROM_NAME', 'Campaigns')
  mailNeutralName: readEnvironmentVariable('CAMPAIGNS_MAIL_NEUTRAL_NAME', 'Office')
  mailNeutralFrom: readEnvironmentVariable('CAMPAIGNS_MAIL_NEUTRAL_FROM', '')
  letterheadName: readEnvironmentVariable('CAMPAIGNS_LETTERHEAD_NAME', '')
  letterheadContact: readEnvironmentVariable('CAMPAIGNS_LETTERHEAD_CONTACT', '')
  inboundDomain: readEnvironmentVariable('CAMPAIGNS_INBOUND_DOMAIN', '')
  sendGridWebhookPublicKey: readEnvironmentVariable('CAMPAIGNS_SENDGRID_WEBHOOK_KEY', '')
  sendGridHost: readEnvironmentVariable('CAMPAIGNS_SENDGRID_HOST', '')
  sourceUrl: readEnvironmentVariable('CAMPAIGNS_SOURCE_URL', '')
  identityProvider: readEnvironmentVariable('CAMPAIGNS_IDENTITY_PROVIDER', '')
  identityProviderName: readEnvironmentVariable('CAMPAIGNS_IDENTITY_PROVIDER_NAME', '')
  identityIssuer: readEnvironmentVariable('CAMPAIGNS_IDENTITY_ISSUER', '')
  identityProviderIsSecondFactor: bool(readEnvironmentVariable('CAMPAIGNS_IDENTITY_PROVIDER_IS_SECOND_FACTOR', 'false'))
  metrics: bool(readEnvironmentVariable('CAMPAIGNS_METRICS', 'false'))
  replacingMasterKey: bool(readEnvironmentVariable('CAMPAIGNS_REPLACING_MASTER_KEY', 'false'))
  otlpEndpoint: readEnvironmentVariable('CAMPAIGNS_OTLP_ENDPOINT', '')
}
