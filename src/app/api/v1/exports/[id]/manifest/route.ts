import { getManifest } from '#src/features/exports/proofs.ts'
import { endpoints, route } from '#src/lib/http.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getManifest) })
