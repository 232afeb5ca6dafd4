// The Azure Bot resource through which Teams reaches PolicyBot. It costs nothing in the F0 tier.
//   az deployment group create -g GROUP -f deploy/teams.bicep -p endpoint=https://HOST/api/messages appId=APP_ID
//   az deployment group create -g GROUP -f deploy/teams.bicep -p endpoint=https://HOST/api/messages identityId=RESOURCE_ID appId=CLIENT_ID

@description('Name of the Azure Bot resource, unique in Azure.')
@minLength(4)
@maxLength(42)
param name string = 'policybot-${uniqueString(resourceGroup().id)}'

@description('Where PolicyBot listens for Teams: its public https address with /api/messages.')
param endpoint string

@description('The app registration\'s application id; for a managed identity its client id.')
param appId string

@description('Resource id of a user-assigned managed identity; leave it empty for an app registration with a secret or certificate.')
param identityId string = ''

param tenantId string = tenant().tenantId

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'PolicyBot'
    description: 'Drafts, tries out and votes on the policy that a language model follows.'
    endpoint: endpoint
    msaAppId: appId
    msaAppTenantId: tenantId
    msaAppType: empty(identityId) ? 'SingleTenant' : 'UserAssignedMSI'
    msaAppMSIResourceId: empty(identityId) ? null : identityId
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      acceptedTerms: true
      deploymentEnvironment: 'CommercialDeployment'
    }
  }
}

output botName string = bot.name
