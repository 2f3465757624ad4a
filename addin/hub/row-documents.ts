/** Which document saves the rows of which register. A register that is not here cannot be written from a sheet. */
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import * as generated from "../../schema/generated/documents.js";

const DOCUMENTS: Readonly<Record<string, TypedDocumentNode<never, never>>> = {
  Activity: generated.SaveActivitiesDocument as never,
  Affiliation: generated.SaveAffiliationsDocument as never,
  Application: generated.SaveApplicationsDocument as never,
  Asset: generated.SaveAssetsDocument as never,
  Attendance: generated.SaveAttendancesDocument as never,
  Course: generated.SaveCoursesDocument as never,
  Credential: generated.SaveCredentialsDocument as never,
  Document: generated.SaveDocumentsDocument as never,
  Enrolment: generated.SaveEnrolmentsDocument as never,
  Finding: generated.SaveFindingsDocument as never,
  Form: generated.SaveFormsDocument as never,
  FundEntry: generated.SaveFundEntriesDocument as never,
  Organization: generated.SaveOrganizationsDocument as never,
  Parameter: generated.SaveParametersDocument as never,
  Person: generated.SavePersonsDocument as never,
  Rule: generated.SaveRulesDocument as never,
  Submission: generated.SaveSubmissionsDocument as never,
  Target: generated.SaveTargetsDocument as never,
  Task: generated.SaveTasksDocument as never,
};

/** The text of the mutation; null where rows of this register are not written. */
export function saveRowsText(register: string): string | null {
  const document = DOCUMENTS[register];
  return document ? print(document) : null;
}
