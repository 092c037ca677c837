'use client'

import { Paper, Text, Title } from '@mantine/core'
import type { Forecast } from '../../../previews/actions.ts'
import { LazyPreview } from './lazy-preview.tsx'
import classes from './preview.module.css'

interface Props {
  forecast: Forecast | undefined
  isLoading: boolean
}

/** The first rows as the file will have them. It is as high empty as it is full. */
export function PreviewPanel({ forecast, isLoading }: Props) {
  const preview = forecast?.preview
  return (
    <Paper component="section" aria-label="Preview" className={classes.panel} aria-busy={isLoading}>
      {preview && preview.cells.length > 0 ? (
        <LazyPreview preview={preview} isStale={isLoading} />
      ) : (
        <>
          <Title order={2} size="h3" className={classes.head}>
            Preview
          </Title>
          <Text size="sm" c="dimmed" px="md" pb="md">
            {messageFor(forecast, isLoading)}
          </Text>
        </>
      )}
    </Paper>
  )
}

function messageFor(forecast: Forecast | undefined, isLoading: boolean): string {
  if (isLoading) return 'Reading the first rows…'
  if (forecast?.estimate.rows === 0) return 'No rows match. The file would contain only the headings.'
  return forecast ? 'The first rows could not be read in time.' : 'Nothing to show yet.'
}
