import { exportLearnerRecords } from '#src/features/onboarding/privacy/commands/export-records.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(exportLearnerRecords, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
