// Made by tools/write-reference.ts from the files in this folder.
import { atlan } from "./atlan";
import { clevertap } from "./clevertap";
import { datadog } from "./datadog";
import { datahub } from "./datahub";
import { dbt } from "./dbt";
import { dlt } from "./dlt";
import { elementary } from "./elementary";
import { estuary } from "./estuary";
import { fivetran } from "./fivetran";
import { genericReader } from "./generic-reader";
import { genericWriter } from "./generic-writer";
import { grafanaCloud } from "./grafana-cloud";
import { growthbook } from "./growthbook";
import { immuta } from "./immuta";
import { iterable } from "./iterable";
import { kater } from "./kater";
import { lightdash } from "./lightdash";
import { looker } from "./looker";
import { metabase } from "./metabase";
import { mixpanel } from "./mixpanel";
import { openmetadata } from "./openmetadata";
import { orb } from "./orb";
import { posthog } from "./posthog";
import { qualytics } from "./qualytics";
import { reltio } from "./reltio";
import { rudderstack } from "./rudderstack";
import { segmentReverseEtl } from "./segment-reverse-etl";
import { segmentStorage } from "./segment-storage";
import { statsig } from "./statsig";
import { tealium } from "./tealium";
import { vantage } from "./vantage";
import { zuora } from "./zuora";
import type { Profile } from "./model/profile";

/** Every profile, by tool in alphabetical order. */
export const ALL: readonly Profile[] = [
  atlan,
  clevertap,
  datadog,
  datahub,
  dbt,
  dlt,
  elementary,
  estuary,
  fivetran,
  genericReader,
  genericWriter,
  grafanaCloud,
  growthbook,
  immuta,
  iterable,
  kater,
  lightdash,
  looker,
  metabase,
  mixpanel,
  openmetadata,
  orb,
  posthog,
  qualytics,
  reltio,
  rudderstack,
  segmentReverseEtl,
  segmentStorage,
  statsig,
  tealium,
  vantage,
  zuora,
];
