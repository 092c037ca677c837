'use server'

import { answer } from '#src/lib/http/action.ts'
import { addStep } from './commands/add-step.ts'
import { changeContent } from './commands/change-content.ts'
import { changeFlow } from './commands/change-flow.ts'
import { changeStep } from './commands/change-step.ts'
import { createContent } from './commands/create-content.ts'
import { createFlow } from './commands/create-flow.ts'
import { deleteContent } from './commands/delete-content.ts'
import { deleteFlow } from './commands/delete-flow.ts'
import { deleteStep } from './commands/delete-step.ts'
import { publishContent } from './commands/publish-content.ts'
import { publishFlow } from './commands/publish-flow.ts'
import { reorderSteps } from './commands/reorder-steps.ts'
import type { ChangeContentInput, CreateContentInput } from './content/schema.ts'
import type { ChangeFlowInput, CreateFlowInput } from './flows/schema.ts'
import { nextStep } from './journeys/commands/next-step.ts'
import { recordEvents } from './journeys/commands/record-events.ts'
import type { EventsInput, NextInput } from './journeys/schema.ts'
import { retrainFlow } from './learning/commands/retrain.ts'
import { setConsent } from './privacy/commands/set-consent.ts'
import type { ConsentInput } from './privacy/schema.ts'
import { previewContent } from './queries/preview-content.ts'
import type { ChangeStepInput, CreateStepInput } from './steps/schema.ts'

export async function nextStepAction(input: NextInput) {
  return answer(nextStep, input)
}

export async function recordEventsAction(input: EventsInput) {
  return answer(recordEvents, input)
}

export async function setConsentAction(input: ConsentInput) {
  return answer(setConsent, input)
}

export async function createContentAction(input: CreateContentInput) {
  return answer(createContent, input)
}

/** `version` is the one that the person saw, here and below. */
export async function changeContentAction(input: ChangeContentInput, version: number) {
  return answer(changeContent, input, version)
}

export async function publishContentAction(id: string, version: number) {
  return answer(publishContent, { id }, version)
}

export async function deleteContentAction(id: string, version: number) {
  return answer(deleteContent, { id }, version)
}

export async function previewContentAction(body: string) {
  return answer(previewContent, { body })
}

export async function createFlowAction(input: CreateFlowInput) {
  return answer(createFlow, input)
}

export async function changeFlowAction(input: ChangeFlowInput, version: number) {
  return answer(changeFlow, input, version)
}

export async function publishFlowAction(id: string, version: number) {
  return answer(publishFlow, { id }, version)
}

export async function deleteFlowAction(id: string, version: number) {
  return answer(deleteFlow, { id }, version)
}

export async function addStepAction(input: CreateStepInput) {
  return answer(addStep, input)
}

export async function changeStepAction(input: ChangeStepInput) {
  return answer(changeStep, input)
}

export async function deleteStepAction(id: string) {
  return answer(deleteStep, { id })
}

export async function reorderStepsAction(id: string, keys: string[], version: number) {
  return answer(reorderSteps, { id, keys }, version)
}

export async function retrainFlowAction(flowId: string) {
  return answer(retrainFlow, { flow_id: flowId })
}
