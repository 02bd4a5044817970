// SPDX-License-Identifier: AGPL-3.0-or-later
// One account: the product's tables, the queues, tables and leases of the task hub, the host's own blobs, the package that is deployed.
param name string
param location string
param tags object
param sku string
param locked bool
param principalId string
param workspaceId string
@description('Whether orchestrations are kept here: the task hub works with queues.')
param withQueues bool

// Blobs: the host keeps its keys, timers and locks there, the task hub its leases. Owner is what the host asks for.
var roles = union(
  {
    blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
    tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  },
  withQueues ? { queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' } : {}
)

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false // by identity only: there is no key that could leak
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 7 }
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'packages'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(roles): {
  scope: account
  name: guid(account.id, principalId, role.value)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
  }
}]

// Numbers only. The logs of reads and writes hold the keys of rows and addresses of callers: never switch them on.
resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: tables
  name: 'metrics'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: account
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Holds every campaign and signature.' }
}

output id string = account.id
output name string = account.name
output packageContainerUrl string = '${account.properties.primaryEndpoints.blob}${packages.name}'
