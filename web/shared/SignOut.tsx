import { useState } from "react";
import { signOut, type Account } from "./account";
import { BUTTON } from "./looks";

export function SignOut({ account }: { account: Account }) {
  const [failure, setFailure] = useState("");
  const leave = async () => {
    try {
      await signOut(account);
      window.location.hash = "";
      window.location.reload();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "it did not work");
    }
  };
  return (
    <>
      <button type="button" onClick={leave} className={BUTTON}>
        Sign out
      </button>
      {failure && (
        <span role="alert" className="text-warn">
          {failure}
        </span>
      )}
    </>
  );
}
