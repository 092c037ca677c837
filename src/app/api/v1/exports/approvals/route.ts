import { listApprovals } from '#src/features/exports/governance/queries/approvals.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listApprovals) })
