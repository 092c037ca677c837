import { answerUnsubscribe } from '#src/features/exports/schedules/unsubscribe/service.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: rawRoute('exports.schedules.open_unsubscribe', answerUnsubscribe),
  POST: rawRoute(
    'exports.schedules.unsubscribe',
    answerUnsubscribe,
    'Stop the emails of a schedule to one address, by the signed link in one of them.',
  ),
})
