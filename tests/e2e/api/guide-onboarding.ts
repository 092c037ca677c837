import { randomUUID } from 'node:crypto'
import type { Client } from './client.ts'

/** What the variables of the guide's chapter on onboarding stand for. */
export async function arrangeOnboarding(admin: Client): Promise<Record<string, string>> {
  const post = async (path: string, body: object = {}) =>
    (await (await admin.post(`/api/smart-onboarding/${path}`, body)).json()).data
  const text = { kind: 'article', title: 'Your first invoice', body: 'Press **New invoice**.' }
  const [content, spare] = [await post('content', text), await post('content', text)]
  await post(`content/${content.id}/publish`)
  const addFlow = async () => {
    const { id } = await post('flows', { name: 'First week', learners: 'application' })
    await post(`flows/${id}/steps`, { key: 'invoice', content_item_id: content.id })
    return id
  }
  const [draft, flow] = [await addFlow(), await addFlow()]
  const published = await post(`flows/${flow}/publish`)
  const { journey, next } = await post('journey/next', { flow_id: flow, learner: 'ada' })
  return {
    ...{ TEXT_ID: content.id, SPARE_TEXT_ID: spare.id, DRAFT_FLOW_ID: draft, FLOW_ID: flow },
    ...{ STEP_ID: published.steps[0].id, JOURNEY_ID: journey.id, NEXT_STEP_ID: next.step_id },
    EVENT_ID: randomUUID(),
  }
}
