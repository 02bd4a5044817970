// SPDX-License-Identifier: AGPL-3.0-or-later
// A name of one's own with a certificate that Azure makes and renews. In three steps, because a certificate needs the name
// bound, and the binding needs the certificate.
param appName string
param planId string
param host string
param location string
param tags object

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource name 'Microsoft.Web/sites/hostNameBindings@2024-11-01' = {
  parent: app
  name: host
  properties: { siteName: appName, hostNameType: 'Verified', sslState: 'Disabled' }
}

resource certificate 'Microsoft.Web/certificates@2024-11-01' = {
  name: 'cert-${replace(host, '.', '-')}'
  location: location
  tags: tags
  properties: { serverFarmId: planId, canonicalName: host }
  dependsOn: [name]
}

module tls 'domain-tls.bicep' = {
  params: { appName: appName, host: host, thumbprint: certificate.properties.thumbprint }
}
