import { updateGovernance } from '#src/features/exports/governance/commands/update.ts'
import { getGovernance } from '#src/features/exports/governance/queries/settings.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

const headers = ({ version }: { version: number }) => ({ ETag: `"${version}"` })

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getGovernance, { headers }),
  PUT: route(updateGovernance, { headers }),
})
