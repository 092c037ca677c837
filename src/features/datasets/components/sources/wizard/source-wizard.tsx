'use client'

import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Source } from '#src/features/sources/record/schema.ts'
import type { CustomDataset, RelationDetails } from '../../../custom/record/schema.ts'
import { ConnectStep } from './connect-step.tsx'
import { DoneStep } from './done-step.tsx'
import { PickStep } from './pick-step.tsx'
import { ReadersStep } from './readers-step.tsx'
import { type Shape, ShapeStep } from './shape-step.tsx'

const steps = ['connect', 'pick a table', 'choose its columns', 'say who may read it', 'done']

/** From a connection string to the first file; with a source, from its tables on. */
export function SourceWizard({ existing }: { existing?: Source }) {
  const [source, setSource] = useState(existing)
  const [details, setDetails] = useState<RelationDetails>()
  const [shape, setShape] = useState<Shape>()
  const [made, setMade] = useState<CustomDataset>()
  const step = made ? 4 : shape ? 3 : details ? 2 : source ? 1 : 0
  const pickAgain = () => {
    setDetails(undefined)
    setShape(undefined)
  }
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed" aria-live="polite">
        Step {step + 1} of {steps.length}: {steps[step]}
      </Text>
      {step === 0 ? <ConnectStep onConnected={setSource} /> : null}
      {step === 1 && source ? <PickStep source={source} onPicked={setDetails} /> : null}
      {step === 2 && source && details ? (
        <ShapeStep source={source} details={details} onBack={pickAgain} onShaped={setShape} />
      ) : null}
      {step === 3 && source && details && shape ? (
        <ReadersStep {...{ source, details, shape }} onBack={() => setShape(undefined)} onCreated={setMade} />
      ) : null}
      {made ? (
        <DoneStep
          dataset={made}
          onAnother={() => {
            setMade(undefined)
            pickAgain()
          }}
        />
      ) : null}
    </Stack>
  )
}
