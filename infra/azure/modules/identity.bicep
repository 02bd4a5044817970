// SPDX-License-Identifier: AGPL-3.0-or-later
// One identity for the app, made before it, so that every role is there when the app first asks.
param name string
param location string
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
