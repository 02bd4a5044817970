// SPDX-License-Identifier: AGPL-3.0-or-later

@export()
@description('How large an environment is; small.json and large.json.')
@sealed()
type sizeType = {
  @description('Memory of one instance; Flex Consumption has these three.')
  instanceMemoryMB: 512 | 2048 | 4096
  @description('Instances of all functions together, 1 to 1000 as the region allows.')
  @minValue(1)
  @maxValue(1000)
  maximumInstanceCount: int
  @description('Instances that never sleep, for pages; 0: the first visitor after a pause waits some seconds.')
  @minValue(0)
  alwaysReadyPages: int
  @description('The same for orchestrations and activities.')
  @minValue(0)
  alwaysReadyWorkflows: int
  @description('Requests that one instance takes at a time.')
  @minValue(1)
  @maxValue(1000)
  requestsPerInstance: int
  storageSku: 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' | 'Standard_RAGRS' | 'Standard_RAGZRS'
  @description('Gigabytes of logs a day, after which Azure takes no more; text, because it may be less than one.')
  logGbPerDay: string
  @description('In the currency of the account.')
  @minValue(1)
  monthlyBudget: int
  @description('Whether storage and vault are locked against deletion.')
  locked: bool
}

@export()
@description('What a person chooses; each is a setting of the app (docs/azure.md).')
@sealed()
type choicesType = {
  coordinators: string
  operators: string
  @description('Who may look at the operators\' room and not act in it.')
  watchers: string
  secondFactor: 'off' | 'optional' | 'required'
  mailFrom: string
  mailFromName: string
  mailNeutralName: string
  mailNeutralFrom: string
  letterheadName: string
  letterheadContact: string
  inboundDomain: string
  @description('Public, not a secret: SendGrid signs with the other half.')
  sendGridWebhookPublicKey: string
  @description('Empty: SendGrid\'s own. https://api.eu.sendgrid.com for an account in its EU region.')
  sendGridHost: string
  @description('Where the source of what runs is, for /about.')
  sourceUrl: string
  @description('Sign-in by a provider (docs/operations.md); empty: by link only.')
  identityProvider: string
  identityProviderName: string
  identityIssuer: string
  identityProviderIsSecondFactor: bool
  @description('Whether GET /metrics is open to who has the token in the vault.')
  metrics: bool
  @description('While the master key is replaced: the vault holds the one before as well.')
  replacingMasterKey: bool
  @description('An OpenTelemetry collector, beside Application Insights; empty: none.')
  otlpEndpoint: string
}
