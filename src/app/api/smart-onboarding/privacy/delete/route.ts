import { deleteLearnerRecords } from '#src/features/onboarding/privacy/commands/delete-records.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(deleteLearnerRecords),
})
