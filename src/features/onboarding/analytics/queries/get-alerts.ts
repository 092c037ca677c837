import { defineQuery } from '#src/lib/operation/operation.ts'
import { findPublishedFlows } from '../../flows/repository.ts'
import { alertRule, dropOffOf, isAlarming } from '../drop-off.ts'
import { sumSteps } from '../repository.ts'
import { alertsInput, alertsResource } from '../schema.ts'

export const getOnboardingAlerts = defineQuery({
  name: 'onboarding.analytics.alerts',
  summary: 'Steps of published flows at which most learners get no further.',
  permission: 'onboarding.read',
  longReadSeconds: 10,
  input: alertsInput,
  output: alertsResource,
  async run({ tx }) {
    const alerts = []
    for (const flow of await findPublishedFlows(tx)) {
      const { steps } = await sumSteps(tx, flow.id, flow.publishedVersion!, 30)
      for (const step of steps.filter(isAlarming)) {
        const { step_id, title, reached, completed } = step
        const message = `${reached - completed} of ${reached} learners who reached “${title}” did not complete it.`
        alerts.push({
          ...{ flow_id: flow.id, flow: flow.name, step_id, title, reached },
          ...{ drop_off: dropOffOf(step)!, message },
        })
      }
    }
    return { rule: alertRule, alerts }
  },
})
