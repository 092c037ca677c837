import { changeContent } from '#src/features/onboarding/commands/change-content.ts'
import { deleteContent } from '#src/features/onboarding/commands/delete-content.ts'
import { getContent } from '#src/features/onboarding/queries/get-content.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getContent),
  PATCH: route(changeContent, { ifMatch: 'optional' }),
  DELETE: route(deleteContent, { ifMatch: 'optional' }),
})
