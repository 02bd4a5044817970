// SPDX-License-Identifier: AGPL-3.0-or-later
// What the app cannot tell by itself: that it does not answer, that storage does not keep up, that functions fail. All else is /ops.
param token string
param location string
param tags object
param emails string[]
param healthUrl string
param insightsId string
param storageId string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-campaigns-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'campaigns'
    emailReceivers: [for (email, i) in emails: { name: 'operator-${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// /health answers 503 when storage or orchestrations do not answer.
resource asking 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'health-${token}'
  location: location
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'health-${token}'
    Name: 'health'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 60
    RetryEnabled: true
    Locations: [{ Id: 'emea-nl-ams-azr' }, { Id: 'emea-se-sto-edge' }, { Id: 'us-va-ash-azr' }]
    Request: { RequestUrl: healthUrl, HttpVerb: 'GET', ParseDependentRequests: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 }
  }
}

resource silent 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'does-not-answer-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Campaigns does not answer at /health from two places.'
    severity: 0
    enabled: true
    scopes: [asking.id, insightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: asking.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource busy 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'storage-is-busy-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Storage turns requests away or fails: the account is at a limit.'
    severity: 1
    enabled: true
    scopes: ['${storageId}/tableServices/default']
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'refused'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts/tableServices'
          metricName: 'Transactions'
          dimensions: [{ name: 'ResponseType', operator: 'Include', values: ['ServerBusyError', 'ServerOtherError', 'ServerTimeoutError', 'AuthorizationError'] }]
          operator: 'GreaterThan'
          threshold: 20
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource failing 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'functions-fail-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Functions fail'
    description: 'More than twenty failures in a quarter of an hour.' // doors log theirs by kind and place, without the exception: those are traces
    severity: 2
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [{ query: 'union exceptions, (traces | where severityLevel >= 3)', timeAggregation: 'Count', operator: 'GreaterThan', threshold: 20, failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 } }]
    }
    autoMitigate: true
    actions: { actionGroups: [people.id] }
  }
}
