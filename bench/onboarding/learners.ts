import type pg from 'pg'
import { generateApiKey } from '#src/lib/access/api-keys.ts'

export interface Learner {
  key: string
  journeyId: string
  stepId: string
  flowId: string
}

/** Managers with a key of their own each, who have begun their first journey. */
export async function addLearners(
  owner: pg.Pool,
  baseUrl: string,
  tenantId: string,
  count: number,
): Promise<Learner[]> {
  const learners: Learner[] = []
  for (let n = 0; n < count; n += 1) {
    const { key, prefix, secretHash } = generateApiKey()
    await owner.query(
      `with made as (
         insert into users (tenant_id, email, first_name, last_name, role, password_hash)
         values ($1, $2, 'Bench', 'Learner', 'manager', 'x') returning id)
       insert into api_keys (tenant_id, user_id, name, prefix, secret_hash, access)
       select $1, id, 'Bench', $3, $4, 'everything' from made`,
      [tenantId, `learner-${n}-${prefix}@example.org`, prefix, secretHash],
    )
    const response = await fetch(`${baseUrl}/api/smart-onboarding/journey/next`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    })
    const { data } = await response.json()
    learners.push({
      ...{ key, journeyId: data.journey.id, flowId: data.journey.flow.id, stepId: data.next.step_id },
    })
  }
  return learners
}
