// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that one environment of Campaigns needs in Azure, in a resource group of its own. docs/azure.md says how to use it.
targetScope = 'subscription'

@description('Names this environment. Everything in it (group, storage, vault, task hub) is named after it, so that two environments cannot meet.')
@minLength(2)
@maxLength(20)
param environmentName string
@description('A region that has Flex Consumption: az functionapp list-flexconsumption-locations')
param location string
@description('Object id of who deploys; may write secrets into the vault. Empty: nobody.')
param deployerId string = ''
@allowed(['User', 'ServicePrincipal'])
param deployerType string = 'User'

@description('Sizes: small.json or large.json.')
param size sizeType
@description('Which of two apps of this environment (a or b): each has a task hub of its own. See "A second app" in docs/azure.md.')
@allowed(['a', 'b'])
param side string = 'a'
@description('Where orchestrations are kept: the storage account, or the Durable Task Scheduler.')
@allowed(['storage', 'scheduler'])
param orchestrations string = 'storage'
@description('Host name of the app, for example campaigns.example.org. Empty: the one that Azure gives.')
param customDomain string = ''
@description('Step two of the domain, once DNS points here: binds it and asks for a certificate.')
param bindDomain bool = false
@description('Who gets alerts and word of the budget.')
param alertEmails string[]
@description('First day of a month, for example 2026-01-01; the budget counts from it and Azure does not let it change.')
param budgetStart string

@description('The settings that a person chooses; modules/settings.bicep has them all.')
param choices choicesType

import { sizeType, choicesType } from 'modules/types.bicep'

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName, application: 'campaigns' }

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-campaigns-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-campaigns-${token}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { token: token, location: location, tags: tags, dailyQuotaGb: size.logGbPerDay, principalId: identity.outputs.principalId }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'camp${token}'
    location: location
    tags: tags
    sku: size.storageSku
    locked: size.locked
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    withQueues: orchestrations == 'storage'
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    locked: size.locked
    principalId: identity.outputs.principalId
    deployerId: deployerId
    deployerType: deployerType
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/scheduler.bicep' = if (orchestrations == 'scheduler') {
  scope: group
  params: {
    name: 'dts-${token}'
    hub: hub
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    clientId: identity.outputs.clientId
  }
}

var hub = 'c${token}${side}'
var appName = 'campaigns-${token}-${side}'
var appHost = '${appName}.azurewebsites.net'

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: appName
    location: location
    tags: tags
    size: size
    identityId: identity.outputs.id
    packageContainerUrl: storage.outputs.packageContainerUrl
    workspaceId: monitoring.outputs.workspaceId
  }
}

module settings 'modules/settings.bicep' = {
  scope: group
  params: {
    appName: app.outputs.name
    hub: hub
    clientId: identity.outputs.clientId
    storageName: storage.outputs.name
    vaultUri: vault.outputs.uri
    insightsConnection: monitoring.outputs.connection
    scheduled: orchestrations == 'scheduler'
    schedulerConnection: orchestrations == 'scheduler' ? scheduler!.outputs.connection : ''
    baseUrl: 'https://${empty(customDomain) ? app.outputs.host : customDomain}'
    choices: choices
  }
}

module domain 'modules/domain.bicep' = if (bindDomain && !empty(customDomain)) {
  scope: group
  params: { appName: app.outputs.name, planId: app.outputs.planId, host: customDomain, location: location, tags: tags }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    emails: alertEmails
    healthUrl: 'https://${bindDomain && !empty(customDomain) ? customDomain : app.outputs.host}/health' // the name that people use, and its certificate
    insightsId: monitoring.outputs.insightsId
    storageId: storage.outputs.id
  }
}

module budget 'modules/budget.bicep' = {
  scope: group
  params: { amount: size.monthlyBudget, start: budgetStart, emails: alertEmails }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output SERVICE_APP_NAME string = app.outputs.name
output CAMPAIGNS_URL string = 'https://${empty(customDomain) ? appHost : customDomain}'
output CAMPAIGNS_DEFAULT_HOST string = app.outputs.host
output CAMPAIGNS_DOMAIN_TXT string = app.outputs.verificationId
