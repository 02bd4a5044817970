// SPDX-License-Identifier: AGPL-3.0-or-later
// Every setting of the app, each explained in docs/azure.md; a test holds this list, that page and the code against each other.
import { choicesType } from 'types.bicep'

param appName string
param hub string
param clientId string
param storageName string
param vaultUri string
param insightsConnection string
@description('Whether orchestrations are kept by the Durable Task Scheduler.')
param scheduled bool
param schedulerConnection string
param baseUrl string
param choices choicesType

// The value stays in the vault: the platform reads it there when the app starts, and again within a day after it changed.
func secret(vaultUri string, name string) string => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${name})'

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    // Storage and everything else by the app's identity.
    AzureWebJobsStorage__accountName: storageName
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: clientId
    AZURE_CLIENT_ID: clientId
    AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
    AzureWebJobsDisableHomepage: 'true'

    CAMPAIGNS_HUB: hub
    CAMPAIGNS_KEY: secret(vaultUri, 'script-key')
    // Over host.json. The second is the connection's name with either; AzureWebJobsStorage is what it would be anyway.
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: scheduled ? 'azureManaged' : 'AzureStorage'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: scheduled ? 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING' : 'AzureWebJobsStorage'
    DURABLE_TASK_SCHEDULER_CONNECTION_STRING: schedulerConnection

    Campaigns__BaseUrl: baseUrl
    Campaigns__Coordinators: choices.coordinators
    Campaigns__Operators: choices.operators
    Campaigns__Watchers: choices.watchers
    Campaigns__SecondFactor: choices.secondFactor
    Campaigns__IdentityProvider: choices.identityProvider
    Campaigns__IdentityProviderName: choices.identityProviderName
    Campaigns__IdentityIssuer: choices.identityIssuer
    Campaigns__IdentityProviderIsSecondFactor: choices.identityProviderIsSecondFactor ? 'true' : 'false'
    Campaigns__MasterKey: secret(vaultUri, 'master-key')
    Campaigns__MasterKeyPrevious: choices.replacingMasterKey ? secret(vaultUri, 'master-key-previous') : ''
    Campaigns__MailFrom: choices.mailFrom
    Campaigns__MailFromName: choices.mailFromName
    Campaigns__MailNeutralName: choices.mailNeutralName
    Campaigns__MailNeutralFrom: choices.mailNeutralFrom
    Campaigns__LetterheadName: choices.letterheadName
    Campaigns__LetterheadContact: choices.letterheadContact
    Campaigns__LetterheadLogo: ''
    Campaigns__LeastFillingSeconds: '3'
    Campaigns__MetricsToken: choices.metrics ? secret(vaultUri, 'metrics-token') : ''
    Campaigns__SourceUrl: choices.sourceUrl
    Campaigns__WebhooksInside: 'false'
    Campaigns__InboundDomain: choices.inboundDomain
    Campaigns__InboundSecret: empty(choices.inboundDomain) ? '' : secret(vaultUri, 'inbound-secret')

    SendGrid__ApiKey: secret(vaultUri, 'sendgrid-key')
    SendGrid__Host: choices.sendGridHost
    SendGrid__WebhookPublicKey: choices.sendGridWebhookPublicKey
    SendGrid__TimeoutSeconds: '30'

    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
    OTEL_EXPORTER_OTLP_ENDPOINT: choices.otlpEndpoint
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc'
  }
}
