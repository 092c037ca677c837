import * as alerts from './analytics/alerts/route.ts'
import * as funnel from './analytics/funnel/route.ts'
import * as live from './analytics/live/route.ts'
import * as summary from './analytics/summary/route.ts'
import * as publishContent from './content/[id]/publish/route.ts'
import * as oneContent from './content/[id]/route.ts'
import * as content from './content/route.ts'
import * as experiments from './experiments/route.ts'
import * as publishFlow from './flows/[id]/publish/route.ts'
import * as reorderSteps from './flows/[id]/reorder/route.ts'
import * as oneFlow from './flows/[id]/route.ts'
import * as flowSteps from './flows/[id]/steps/route.ts'
import * as flows from './flows/route.ts'
import * as health from './health/route.ts'
import * as journeyEvents from './journey/events/route.ts'
import * as nextStep from './journey/next/route.ts'
import * as resetJourney from './journey/reset/route.ts'
import * as journey from './journey/route.ts'
import * as startJourney from './journey/start/route.ts'
import * as model from './ml/model/route.ts'
import * as predict from './ml/predict/route.ts'
import * as retrain from './ml/retrain/route.ts'
import * as consent from './privacy/consent/route.ts'
import * as deleteRecords from './privacy/delete/route.ts'
import * as exportRecords from './privacy/export/route.ts'
import * as oneStep from './steps/[id]/route.ts'

/** Every route under /api/smart-onboarding, by the path that clients know. */
export const onboardingPaths = {
  '/smart-onboarding/content': content,
  '/smart-onboarding/content/{id}': oneContent,
  '/smart-onboarding/content/{id}/publish': publishContent,
  '/smart-onboarding/flows': flows,
  '/smart-onboarding/flows/{id}': oneFlow,
  '/smart-onboarding/flows/{id}/publish': publishFlow,
  '/smart-onboarding/flows/{id}/steps': flowSteps,
  '/smart-onboarding/flows/{id}/reorder': reorderSteps,
  '/smart-onboarding/steps/{id}': oneStep,
  '/smart-onboarding/journey': journey,
  '/smart-onboarding/journey/start': startJourney,
  '/smart-onboarding/journey/next': nextStep,
  '/smart-onboarding/journey/events': journeyEvents,
  '/smart-onboarding/journey/reset': resetJourney,
  '/smart-onboarding/analytics/summary': summary,
  '/smart-onboarding/analytics/funnel': funnel,
  '/smart-onboarding/analytics/live': live,
  '/smart-onboarding/analytics/alerts': alerts,
  '/smart-onboarding/ml/predict': predict,
  '/smart-onboarding/ml/model': model,
  '/smart-onboarding/ml/retrain': retrain,
  '/smart-onboarding/experiments': experiments,
  '/smart-onboarding/privacy/consent': consent,
  '/smart-onboarding/privacy/export': exportRecords,
  '/smart-onboarding/privacy/delete': deleteRecords,
  '/smart-onboarding/health': health,
}
