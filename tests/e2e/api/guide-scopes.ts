import { randomUUID } from 'node:crypto'
import type { Client } from './client.ts'

/** What the variables of the guide's chapter on scopes of work stand for. */
export async function arrangeScopes(admin: Client): Promise<Record<string, string>> {
  const post = async (path: string, body: object = {}) => {
    const answer = await admin.post(`/api/v1/${path}`, body)
    return (await answer.json()).data as { id: string }
  }
  const { id: SERVICE_ID } = await post('services', { services_name: randomUUID() })
  const { id: CLIENT_ID } = await post('clients', { client_no: randomUUID(), name: 'Alder Hotels' })
  const addScope = async () => {
    const given = { service_id: SERVICE_ID, scope_name: 'Daily cleaning', content: 'Sweep\nMop' }
    const { id } = await post('scopes-of-work', given)
    await admin.send('PATCH', `/api/v1/scopes-of-work/${id}`, { scope_of_work_status: 'in_review' })
    await post(`scopes-of-work/${id}/versions/1/publish`)
    return id
  }
  const [SCOPE_ID, DRAFTED_SCOPE_ID] = [await addScope(), await addScope()]
  await post(`scopes-of-work/${DRAFTED_SCOPE_ID}/versions`, { content: 'Sweep\nMop twice' })
  const terms = { client_id: CLIENT_ID, scope_id: SCOPE_ID, currency: 'EUR', starts_on: '2026-01-01' }
  const [proposed, accepted] = [await post('client-scopes', terms), await post('client-scopes', terms)]
  await post(`client-scopes/${accepted.id}/accept`)
  return {
    ...{ SERVICE_ID, CLIENT_ID, SCOPE_ID, DRAFTED_SCOPE_ID },
    ...{ CLIENT_SCOPE_ID: proposed.id, ACCEPTED_SCOPE_ID: accepted.id },
  }
}
