/** Every register of the hub. One that is not in this book does not exist for the graph. */
import { activities } from "./features/activity/activity.register.js";
import { affiliations } from "./features/affiliation/affiliation.register.js";
import { courses } from "./features/course/course.register.js";
import { credentials } from "./features/credential/credential.register.js";
import { documents } from "./features/document/document.register.js";
import { enrolments } from "./features/enrolment/enrolment.register.js";
import { fundEntries } from "./features/fund-entry/fund-entry.register.js";
import { formerNames, organizations } from "./features/organization/organization.register.js";
import { persons } from "./features/person/person.register.js";
import { targets } from "./features/target/target.register.js";
import { RegisterBook } from "./graph/register.js";

export const registerBook = new RegisterBook([
  organizations,
  formerNames,
  persons,
  affiliations,
  courses,
  activities,
  enrolments,
  credentials,
  fundEntries,
  targets,
  documents,
]);
