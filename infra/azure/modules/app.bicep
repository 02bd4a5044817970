// SPDX-License-Identifier: AGPL-3.0-or-later
// The function app on Flex Consumption, .NET 10 isolated. This plan has no deployment slots; a second app (side b) takes their place.
import { sizeType } from 'types.bicep'

param name string
param location string
param tags object
param size sizeType
param identityId string
param packageContainerUrl string
param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true } // Linux
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: size.instanceMemoryMB
        maximumInstanceCount: size.maximumInstanceCount
        alwaysReady: concat(
          size.alwaysReadyPages > 0 ? [{ name: 'http', instanceCount: size.alwaysReadyPages }] : [],
          size.alwaysReadyWorkflows > 0 ? [{ name: 'durable', instanceCount: size.alwaysReadyWorkflows }] : []
        )
        triggers: { http: { perInstanceConcurrency: size.requestsPerInstance } }
      }
    }
  }
}

// Nobody publishes with a password.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

// The app's own words hold ids and nothing personal. AppServiceHTTPLogs would hold addresses of people and links to sign with: never.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}


output name string = app.name
output host string = app.properties.defaultHostName
output planId string = plan.id
output verificationId string = app.properties.customDomainVerificationId
