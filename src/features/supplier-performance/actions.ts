'use server'

import { answer } from '#src/lib/http/action.ts'
import { activateModel } from './commands/activate-model.ts'
import { predictAgain } from './commands/predict-again.ts'
import { retrain } from './commands/retrain.ts'

export async function retrainAction() {
  return answer(retrain, {})
}

export async function activateModelAction(id: string) {
  return answer(activateModel, { id })
}

export async function predictAgainAction() {
  return answer(predictAgain, {})
}
