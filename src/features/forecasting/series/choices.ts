import type { Principal } from '#src/lib/context.ts'
import { type Grain, grainKeys, grains } from './grains.ts'
import { forecastableDatasets } from './plan.ts'

interface Choice {
  value: string
  label: string
}

export interface DatasetChoice extends Choice {
  measures: Choice[]
  keys: Choice[]
}

export interface GrainChoice extends Choice {
  value: Grain
  horizon: number
  mostHorizon: number
}

/** What a form offers to somebody: only datasets that they may read. */
export function choicesFor({ permissions }: Principal): { datasets: DatasetChoice[]; grains: GrainChoice[] } {
  const toChoice = ({ key, label }: { key: string; label: string }) => ({ value: key, label })
  return {
    datasets: forecastableDatasets()
      .filter(({ permission }) => permissions.has(permission))
      .map((dataset) => ({
        ...toChoice(dataset),
        measures: dataset.series!.measures.map(toChoice),
        keys: dataset.series!.keys.map(toChoice),
      })),
    grains: grainKeys.map((value) => {
      const { label, horizon, mostHorizon } = grains[value]
      return { value, label, horizon, mostHorizon }
    }),
  }
}
