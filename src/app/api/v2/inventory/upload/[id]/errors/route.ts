import { listImportErrors } from '#src/features/imports/queries/list-errors.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listImportErrors) })
