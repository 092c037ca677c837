import * as acceptClientScope from './client-scopes/[id]/accept/route.ts'
import * as declineClientScope from './client-scopes/[id]/decline/route.ts'
import * as endClientScope from './client-scopes/[id]/end/route.ts'
import * as oneClientScope from './client-scopes/[id]/route.ts'
import * as clientScopes from './client-scopes/route.ts'
import * as oneClient from './clients/[id]/route.ts'
import * as clients from './clients/route.ts'
import * as compareVersions from './scopes-of-work/[id]/compare/route.ts'
import * as oneScope from './scopes-of-work/[id]/route.ts'
import * as publishVersion from './scopes-of-work/[id]/versions/[number]/publish/route.ts'
import * as oneVersion from './scopes-of-work/[id]/versions/[number]/route.ts'
import * as versions from './scopes-of-work/[id]/versions/route.ts'
import * as scopes from './scopes-of-work/route.ts'
import * as oneService from './services/[id]/route.ts'
import * as services from './services/route.ts'

/** Services, clients and scopes of work, by the path that clients of the API know. */
export const scopePaths = {
  '/v1/services': services,
  '/v1/services/{id}': oneService,
  '/v1/clients': clients,
  '/v1/clients/{id}': oneClient,
  '/v1/scopes-of-work': scopes,
  '/v1/scopes-of-work/{id}': oneScope,
  '/v1/scopes-of-work/{id}/compare': compareVersions,
  '/v1/scopes-of-work/{id}/versions': versions,
  '/v1/scopes-of-work/{id}/versions/{number}': oneVersion,
  '/v1/scopes-of-work/{id}/versions/{number}/publish': publishVersion,
  '/v1/client-scopes': clientScopes,
  '/v1/client-scopes/{id}': oneClientScope,
  '/v1/client-scopes/{id}/accept': acceptClientScope,
  '/v1/client-scopes/{id}/decline': declineClientScope,
  '/v1/client-scopes/{id}/end': endClientScope,
}
