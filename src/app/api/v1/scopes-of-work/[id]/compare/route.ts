import { compareVersions } from '#src/features/scopes/queries/compare-versions.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(compareVersions) })
