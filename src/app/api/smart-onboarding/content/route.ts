import { createContent } from '#src/features/onboarding/commands/create-content.ts'
import { listContent } from '#src/features/onboarding/queries/list-content.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listContent),
  POST: route(createContent, { status: 201 }),
})
